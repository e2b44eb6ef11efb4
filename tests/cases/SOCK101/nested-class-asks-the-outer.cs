// The nested class calls its outer class's one instance, which closes.
using System;
using System.Net.Sockets;

public class Client
{
    public static Client instance;
    public Tcp tcp;
    public Udp udp;

    public class Tcp
    {
        public TcpClient socket;
        NetworkStream stream;
        readonly byte[] buffer = new byte[4096];

        public void Connect()
        {
            socket = new TcpClient();
            socket.Connect("game", 26950);
            stream = socket.GetStream();
            stream.BeginRead(buffer, 0, 4096, OnReceive, null);
        }

        void OnReceive(IAsyncResult result)
        {
            try
            {
                int count = stream.EndRead(result);
                if (count <= 0)
                {
                    instance.Disconnect();
                    return;
                }
                stream.BeginRead(buffer, 0, 4096, OnReceive, null);
            }
            catch
            {
                Disconnect();
            }
        }

        void Disconnect()
        {
            instance.Disconnect();
            socket = null;
        }
    }

    public class Udp
    {
        public UdpClient socket;

        void Disconnect()
        {
            instance.Disconnect();
            socket = null;
        }
    }

    void Disconnect()
    {
        tcp.socket.Close();
        udp.socket.Close();
    }
}
