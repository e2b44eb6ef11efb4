// The fresh header stays all zero when nothing was read, its length field of 0 is refused, and that closes the socket: no finding.
using System;
using System.Net.Sockets;

public class TelescopeMount
{
    private readonly Socket mount;

    public TelescopeMount(Socket mount)
    {
        this.mount = mount;
    }

    public void Follow()
    {
        while (true)
        {
            var header = new byte[4];
            mount.Receive(header);
            int length = BitConverter.ToInt32(header, 0);
            if (length == 0)
            {
                mount.Close();
                return;
            }

            Console.WriteLine("position block of {0}", length);
        }
    }
}
