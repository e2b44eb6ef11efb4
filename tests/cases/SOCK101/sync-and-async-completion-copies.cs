// The count is read for a receive that is done at once and for one that is done later, and both copies close on 0: no finding.
using System;
using System.Net.Sockets;

public class SlotMachineLink
{
    private readonly Socket machine;
    private readonly SocketAsyncEventArgs receive = new SocketAsyncEventArgs();

    public SlotMachineLink(Socket machine)
    {
        this.machine = machine;
        receive.SetBuffer(new byte[64], 0, 64);
        receive.Completed += OnReceiveCompleted;
    }

    public void Receive()
    {
        while (!machine.ReceiveAsync(receive))
        {
            if (receive.BytesTransferred == 0)
            {
                Close();
                return;
            }

            Console.WriteLine("spin at once");
        }
    }

    private void OnReceiveCompleted(object sender, SocketAsyncEventArgs e)
    {
        if (e.BytesTransferred == 0)
        {
            Close();
            return;
        }

        Console.WriteLine("spin later");
        Receive();
    }

    private void Close()
    {
        machine.Close();
        receive.Dispose();
    }
}
