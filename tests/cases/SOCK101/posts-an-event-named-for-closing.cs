// The bus, which calls whoever is registered under that name, is told to close the network.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

static class Bus
{
    static readonly Dictionary<string, List<Delegate>> handlers = new Dictionary<string, List<Delegate>>();

    public static void Fire(string name, params object[] arguments)
    {
        foreach (var handler in handlers[name])
            handler.DynamicInvoke(arguments);
    }
}

class Receiver
{
    readonly Socket socket;
    readonly byte[] buffer = new byte[1460];
    int filled;

    public Receiver(Socket socket)
    {
        this.socket = socket;
    }

    public void Run()
    {
        while (true)
        {
            int count = socket.Receive(buffer, filled, buffer.Length - filled, SocketFlags.None);
            if (count == 0)
            {
                Bus.Fire("_closeNetwork", new object[] { this });
                return;
            }
            filled += count;
        }
    }
}
