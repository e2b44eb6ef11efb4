// What a thread raises ends it and nothing else in Unity, so the socket stays open.
using System.Net.Sockets;
using System.Text;
using System.Threading;
using UnityEngine;

public class Score : MonoBehaviour
{
    private readonly Socket socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
    private int points;

    public void Begin()
    {
        socket.Connect("localhost", 7777);
        new Thread(Receive).Start();
    }

    public void End()
    {
        socket.Close();
    }

    private void Receive()
    {
        var data = new byte[16];
        int count = socket.Receive(data); // expect: SOCK101
        points = int.Parse(Encoding.ASCII.GetString(data, 0, count));
    }
}
