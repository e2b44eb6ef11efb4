// The helper aborts the very thread that runs it before it comes to Close, so on .NET Framework the close is never reached.
using System;
using System.Net.Sockets;
using System.Threading;

public class FlightBoard
{
    private readonly Socket tower;

    public FlightBoard(Socket tower)
    {
        this.tower = tower;
        new Thread(Update).Start();
    }

    private void Update()
    {
        var row = new byte[60];
        while (true)
        {
            int n = tower.Receive(row); // expect: SOCK101
            if (n == 0)
                StopBoard();
            Console.WriteLine("row of {0}", n);
        }
    }

    private void StopBoard()
    {
        Thread.CurrentThread.Abort();
        tower.Close();
    }
}
