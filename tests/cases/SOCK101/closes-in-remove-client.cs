// RemoveClient sounds as if it only forgot the client, but it closes it too: no finding.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class PuzzleServer
{
    private readonly Dictionary<Socket, int> scores = new Dictionary<Socket, int>();
    private readonly byte[] move = new byte[4];

    public void AddClient(Socket client)
    {
        scores.Add(client, 0);
        client.BeginReceive(move, 0, move.Length, SocketFlags.None, OnMove, client);
    }

    private void OnMove(IAsyncResult ar)
    {
        var client = (Socket)ar.AsyncState;
        int n = client.EndReceive(ar);
        if (n == 0)
        {
            RemoveClient(client);
            return;
        }

        scores[client] += move[0];
        client.BeginReceive(move, 0, move.Length, SocketFlags.None, OnMove, client);
    }

    private void RemoveClient(Socket client)
    {
        scores.Remove(client);
        client.Close();
    }
}
