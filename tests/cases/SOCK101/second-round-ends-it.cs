// A loop goes round for ever only if the end leads round again once everything is as the first round left it.
using System.Net.Sockets;

class Reader
{
    NetworkStream stream;
    readonly byte[] buffer = new byte[64];

    public void TwiceEmpty()
    {
        bool wasEmpty = false;
        while (true)
        {
            int count = stream.Read(buffer, 0, 64);
            if (count == 0)
            {
                if (wasEmpty)
                    break;
                wasEmpty = true;
            }
        }
        stream.Close();
    }

    public void Never()
    {
        bool wasEmpty = false;
        while (true)
        {
            int count = stream.Read(buffer, 0, 64); // expect: SOCK101 (spin)
            if (count == 0)
                wasEmpty = true;
            if (count < 0 && wasEmpty)
                break;
        }
        stream.Close();
    }
}
