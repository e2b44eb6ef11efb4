// CloseClient closes only sockets that are still in its list, and the line above has just taken this one out: it is left open.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class ScoreServer
{
    private readonly List<Socket> clients = new List<Socket>();
    private readonly byte[] score = new byte[4];

    public void Add(Socket client)
    {
        clients.Add(client);
        client.BeginReceive(score, 0, score.Length, SocketFlags.None, OnScore, client);
    }

    private void OnScore(IAsyncResult ar)
    {
        var client = (Socket)ar.AsyncState;
        int n = client.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (n == 0)
        {
            clients.Remove(client);
            CloseClient(client);
            return;
        }

        client.BeginReceive(score, 0, score.Length, SocketFlags.None, OnScore, client);
    }

    private void CloseClient(Socket client)
    {
        if (clients.Contains(client))
            client.Close();
    }
}
