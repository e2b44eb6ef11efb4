// The handler stops receiving when BytesTransferred is 0, and leaves the socket open.
using System;
using System.Net.Sockets;

public class RadioStudio
{
    private readonly Socket encoder;
    private readonly SocketAsyncEventArgs receive = new SocketAsyncEventArgs();

    public RadioStudio(Socket encoder)
    {
        this.encoder = encoder;
        receive.SetBuffer(new byte[1316], 0, 1316);
        receive.Completed += (s, e) => ProcessReceive(e);
    }

    public void Start()
    {
        if (!encoder.ReceiveAsync(receive))
            ProcessReceive(receive);
    }

    private void ProcessReceive(SocketAsyncEventArgs e)
    {
        if (e.SocketError != SocketError.Success)
        {
            encoder.Close();
        }
        else if (e.BytesTransferred > 0) // expect: SOCK101 (not-closed)
        {
            Console.WriteLine("level {0}", e.Buffer[0]);
            Start();
        }
    }
}
