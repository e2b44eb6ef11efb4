// A loop that looks at the clock ends in time, however empty what it receives.
using System;
using System.Net.Sockets;

class Reader
{
    NetworkStream stream;

    int Read(byte[] buffer, int size)
    {
        int count = 0;
        DateTime start = DateTime.Now;
        do
        {
            count += stream.Read(buffer, count, size - count);
        }
        while (count < size && (DateTime.Now - start).TotalMilliseconds <= 5000);
        return count;
    }
}
