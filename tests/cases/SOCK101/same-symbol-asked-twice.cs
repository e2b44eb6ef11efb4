// What is compiled where a symbol is defined is never run together with what is where it is not.
using System;
using System.Net.Sockets;

class Link
{
    readonly byte[] buffer = new byte[4096];
    int cached, expected = 100;

    public void Start(NetworkStream stream)
    {
        stream.BeginRead(buffer, 0, buffer.Length, Handler, stream);
    }

    void Handler(IAsyncResult ar)
    {
        bool available = true;
        int total;
        var stream = (NetworkStream)ar.AsyncState;
#if PHONE
        total = stream.EndRead(ar);
#else
        total = stream.EndRead(ar);
        available = stream.DataAvailable;
#endif
        if (total == 0)
        {
            stream.Close();
            return;
        }
#if !PHONE
        while (available && cached < expected)
        {
            total = stream.Read(buffer, 0, buffer.Length);
            if (total == 0)
            {
                break;
            }
            cached += total;
            available = stream.DataAvailable;
        }
#endif
        stream.BeginRead(buffer, 0, buffer.Length, Handler, stream);
    }
}
