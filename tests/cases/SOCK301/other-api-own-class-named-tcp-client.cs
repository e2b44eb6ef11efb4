// TcpClient is here a class of the project that keeps its own account of the connection: no finding.
using System;
using System.IO;

namespace Cairn
{
    public class TcpClient
    {
        private readonly Stream stream;

        public TcpClient(Stream stream)
        {
            this.stream = stream;
            Connected = true;
        }

        public bool Connected { get; private set; }

        public void Send(byte[] data)
        {
            try
            {
                stream.Write(data, 0, data.Length);
            }
            catch (IOException)
            {
                Connected = false;
            }
        }
    }

    public class CairnUser
    {
        public void Greet(TcpClient client)
        {
            while (client.Connected)
                client.Send(new byte[] { 0x68 });
        }
    }
}
