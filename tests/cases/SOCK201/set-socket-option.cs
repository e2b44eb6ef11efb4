// The option is the same timeout by another name, and the receive is BeginReceive, which does not obey it.
using System;
using System.Net.Sockets;

public class DepthSounder
{
    private readonly Socket sounder;
    private readonly byte[] depth = new byte[8];

    public DepthSounder(Socket sounder)
    {
        this.sounder = sounder;
        sounder.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReceiveTimeout, 2500); // expect: SOCK201
        sounder.BeginReceive(depth, 0, depth.Length, SocketFlags.None, OnDepth, null);
    }

    private void OnDepth(IAsyncResult ar)
    {
        if (sounder.EndReceive(ar) < depth.Length)
        {
            sounder.Close();
            return;
        }

        Console.WriteLine("{0} m", BitConverter.ToDouble(depth, 0));
        sounder.BeginReceive(depth, 0, depth.Length, SocketFlags.None, OnDepth, null);
    }
}
