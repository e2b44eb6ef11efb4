// The callback is a method of what a static member holds, or an element of it.
using System;
using System.Net.Sockets;

public class Player
{
    public TcpClient client = new TcpClient();
    public NetworkStream stream;
    public int pending;

    public void Open() { stream = client.GetStream(); }

    public void Sent(IAsyncResult result) { pending--; }

    public void SentWhole(IAsyncResult result) { stream.EndWrite(result); }

    public void Leave() { client.Close(); }
}

public static class Game
{
    public static Player[] players = new Player[8];
    public static Player host = new Player();
}

public class Sender
{
    public void Send(int to, byte[] data)
    {
        Game.players[to].stream.BeginWrite(data, 0, data.Length, Game.players[to].Sent, null); // expect: SOCK102 callback
        Game.host.stream.BeginWrite(data, 0, data.Length, new AsyncCallback(Game.host.Sent), null); // expect: SOCK102 callback
        Game.host.stream.BeginWrite(data, 0, data.Length, Game.host.SentWhole, null);
    }
}
