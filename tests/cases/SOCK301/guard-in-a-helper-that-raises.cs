// Every command is preceded by a call of the helper, which raises where Connected is false: a guard all the same.
using System;
using System.IO;
using System.Net.Sockets;

class NewsConnection
{
    readonly TcpClient client = new TcpClient();
    NetworkStream stream;

    public void Open(string host)
    {
        client.Connect(host, 119);
        stream = client.GetStream();
    }

    public void Write(byte[] line)
    {
        ThrowIfNotConnected();
        stream.Write(line, 0, line.Length);
    }

    void ThrowIfNotConnected()
    {
        if (!client.Connected) // expect: SOCK301 guard-io
        {
            throw new InvalidOperationException("not connected");
        }
    }

    public void Show()
    {
        RefuseWhenUnconnected();
        Console.WriteLine(client.Client.RemoteEndPoint);
    }

    void RefuseWhenUnconnected()
    {
        if (!client.Connected)
        {
            throw new InvalidOperationException("not connected");
        }
    }

    public void Close()
    {
        client.Close();
    }
}
