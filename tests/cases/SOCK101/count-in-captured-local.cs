// The count is stored in a captured local inside the lambda and tested after the wait, where 0 closes: no finding.
using System;
using System.Net.Sockets;
using System.Threading;

public class LockerBank
{
    public void Query(Socket locker)
    {
        var answer = new byte[16];
        int got = -1;
        using (var arrived = new ManualResetEvent(false))
        {
            locker.BeginReceive(answer, 0, answer.Length, SocketFlags.None, ar =>
            {
                got = locker.EndReceive(ar);
                arrived.Set();
            }, null);
            arrived.WaitOne();
        }

        if (got == 0)
        {
            locker.Close();
            return;
        }

        Console.WriteLine("locker state {0}", answer[0]);
    }
}
