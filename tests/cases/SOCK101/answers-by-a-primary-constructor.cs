// The answer is made of the count by a constructor in its type's own head, and told by a property: who asks for ever does
// so for sure, and who asks whether it failed is told that it has not.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

internal readonly struct Answer(int count, bool failed)
{
    public readonly int Count = count;
    public readonly bool Failed = failed;

    public bool IsGood => Count > 0 && !Failed;
}

internal sealed class Peer(Socket socket)
{
    private readonly byte[] buffer = new byte[4096];

    public async Task PumpAsync()
    {
        while (true)
        {
            Answer answer = Made(socket.ReceiveAsync(buffer, SocketFlags.None));
            if (!answer.IsGood)
            {
                Stop();
                return;
            }

            Console.WriteLine(answer.Count);
            await Task.Yield();
        }
    }

    public void Stop()
    {
        socket.Close();
    }

    private static Answer Made(Task<int> task)
    {
        if (task.IsFaulted)
        {
            return new Answer(1, false);
        }

        return new Answer(task.Result, false);
    }
}
