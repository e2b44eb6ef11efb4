// Empty receives are counted, and after so many of them that is the end. Where only what came is counted it is not.
using System;
using System.Net.Sockets;

class Reader
{
    NetworkStream stream;
    readonly byte[] buffer = new byte[64];

    public void Counts()
    {
        int tries = 0;
        while (true)
        {
            int count = stream.Read(buffer, 0, 64);
            if (count == 0)
            {
                if (++tries > 5)
                    break;
                continue;
            }
            Console.WriteLine(count);
        }
        stream.Close();
    }

    public void ArmsAgain(int most)
    {
        int tries = 0;
        AsyncCallback callback = null;
        callback = result =>
        {
            int count = stream.EndRead(result);
            if (count == 0 && tries < most)
            {
                tries++;
                stream.BeginRead(buffer, 0, 64, callback, null);
                return;
            }
            stream.Close();
        };
        stream.BeginRead(buffer, 0, 64, callback, null);
    }

    public void CountsWhatCame()
    {
        int messages = 0;
        while (true)
        {
            int count = stream.Read(buffer, 0, 64); // expect: SOCK101 (spin)
            if (count == 0)
                continue;
            if (++messages > 5)
                break;
        }
        stream.Close();
    }
}
