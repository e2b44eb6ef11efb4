// Unity logs what leaves a callback, and the game goes on: no finding.
using System;
using System.Net.Sockets;
using UnityEngine;

public class Lobby : MonoBehaviour
{
    private readonly TcpListener listener = TcpListener.Create(7777);
    private readonly byte[] buffer = new byte[512];

    public void Open()
    {
        listener.Start();
        TcpClient guest = listener.AcceptTcpClient();
        guest.GetStream().BeginRead(buffer, 0, buffer.Length, OnRead, guest);
    }

    private void OnRead(IAsyncResult result)
    {
        TcpClient guest = (TcpClient)result.AsyncState;
        int count = guest.GetStream().EndRead(result);
        if (count == 0)
        {
            guest.Close();
            return;
        }
        Debug.Log(count);
    }
}
