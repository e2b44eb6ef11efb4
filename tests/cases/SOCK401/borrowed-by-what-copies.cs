// What copies to a stream, or writes an object to it, leaves it to whoever has it.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Serialization.Formatters.Binary;
using System.Threading.Tasks;

static class Client
{
    public static async Task Send(EndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); // expect: SOCK401
        socket.Connect(server);
        var stream = new NetworkStream(socket);
        await Console.OpenStandardInput().CopyToAsync(stream);
    }

    public static void Serialize(string host, object value)
    {
        var client = new TcpClient(host, 80); // expect: SOCK401
        new BinaryFormatter().Serialize(client.GetStream(), value);
    }

    public static async Task SendAndClose(string host, Stream source)
    {
        using var client = new TcpClient(host, 80);
        await source.CopyToAsync(client.GetStream());
    }

    public static void GoesOn(string host, Stream source)
    {
        var client = new TcpClient(host, 80); // expect: SOCK401
        source.CopyToAsync(client.GetStream());
    }
}
