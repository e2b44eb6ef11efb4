// The entries of a dictionary go by the type of their values, which declares no Value of its own.
using System.Collections.Generic;
using System.Net.Sockets;

class Session
{
    public Socket Socket;
}

class Hub
{
    private readonly Dictionary<int, Session> sessions = new Dictionary<int, Session>();

    public void Broadcast(byte[] message)
    {
        foreach (var entry in sessions)
        {
            var client = entry.Value.Socket;
            if (client.Connected) // expect: SOCK301
            {
                client.Send(message);
            }
        }
    }

    public void Greet(byte[] message)
    {
        foreach (var entry in sessions)
        {
            var session = entry.Value;
            if (session.Socket.Connected) // expect: SOCK301
            {
                session.Socket.Send(message);
            }
        }
    }
}

class Gauge
{
    public bool Connected;
}

class Setting
{
    public Gauge Value;

    public void Send(string text)
    {
    }
}

class Panel
{
    private readonly List<Setting> settings = new List<Setting>();

    public void Show(string text)
    {
        foreach (var setting in settings)
        {
            if (setting.Value.Connected)
            {
                setting.Send(text);
            }
        }
    }
}
