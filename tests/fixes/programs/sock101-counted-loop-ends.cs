// A loop that counts its turns ends by itself, end of stream or not; one that counts only what came does not.
using System;
using System.IO;
using System.Net.Sockets;

class MeterTest
{
    void ReadsAsManyAsWereSent(NetworkStream stream, int sent)
    {
        using (stream)
        {
            var lines = new StreamReader(stream);
            for (int i = 0; i < sent; i++)
                Console.WriteLine(lines.ReadLine());
        }
    }

    void WaitsForAsManyAsWereSent(NetworkStream stream, int sent)
    {
        using (stream)
        {
            var lines = new StreamReader(stream);
            int got = 0;
            while (got < sent)
            {
                string line = lines.ReadLine(); // expect: SOCK101 (spin)
                if (line != null)
                    got++;
            }
        }
    }

    void ReadsThemAgainAndAgain(NetworkStream stream, int sent)
    {
        using (stream)
        {
            var lines = new StreamReader(stream);
            while (true)
                for (int i = 0; i < sent; i++)
                    Console.WriteLine(lines.ReadLine()); // expect: SOCK101 (spin)
        }
    }
}
