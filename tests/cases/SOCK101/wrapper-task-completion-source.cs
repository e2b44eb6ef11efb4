// The count is put into a task by SetResult, and whoever awaits that task sees the 0: handed on, no finding.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public static class SocketTasks
{
    public static Task<int> ReceiveTask(this Socket socket, byte[] buffer)
    {
        var done = new TaskCompletionSource<int>();
        socket.BeginReceive(buffer, 0, buffer.Length, SocketFlags.None, ar =>
        {
            try
            {
                done.TrySetResult(socket.EndReceive(ar));
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
        }, null);
        return done.Task;
    }
}
