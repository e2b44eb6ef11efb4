// A test framework's assertion fails on the null, and the test with it; a line that is only shown fails nothing.
using System;
using System.IO;
using System.Net.Sockets;
using Xunit;

class EchoTest
{
    private int rounds;

    void AssertsEachLine(NetworkStream stream)
    {
        using (stream)
        {
            var lines = new StreamReader(stream);
            while (rounds < 10)
            {
                string line = lines.ReadLine();
                Assert.Equal("hello", line);
                if (line.Length > 0)
                    rounds++;
            }
        }
    }

    void ShowsEachLine(NetworkStream stream)
    {
        using (stream)
        {
            var lines = new StreamReader(stream);
            while (rounds < 10)
            {
                string line = lines.ReadLine(); // expect: SOCK101 (spin)
                Console.WriteLine(line);
            }
        }
    }
}
