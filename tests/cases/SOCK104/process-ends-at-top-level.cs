// The process ends with the top-level statements.
using System;
using System.Net;
using System.Net.Sockets;

var listener = new TcpListener(IPAddress.Any, 1024);
listener.Start();
Serve();

void Serve()
{
    try
    {
        var socket = listener.AcceptSocket(); // expect: SOCK401 (exception-path)
        while (socket.Receive(new byte[100]) > 0)
        {
        }
        socket.Close();
    }
    catch (SocketException exception)
    {
        Console.WriteLine(exception.Message);
    }
}
