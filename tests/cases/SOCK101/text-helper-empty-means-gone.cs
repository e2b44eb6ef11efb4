// The helper collects in a memory stream; its caller asks whether there is any text, which is the test for the end.
using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

class Mud
{
    static void Follow(TcpClient world)
    {
        while (true)
        {
            string text = ReadAll(world.GetStream());
            if (string.IsNullOrEmpty(text))
            {
                world.Close();
                return;
            }
            Console.Write(text);
        }
    }

    static void FollowBlindly(TcpClient world)
    {
        while (true)
            Console.Write(ReadAllOf(world.GetStream()));
    }

    static string ReadAll(NetworkStream stream)
    {
        var raw = new byte[1024];
        using (var all = new MemoryStream())
        {
            do
            {
                int n = stream.Read(raw, 0, raw.Length);
                all.Write(raw, 0, n);
            }
            while (stream.DataAvailable);
            return Encoding.UTF8.GetString(all.ToArray());
        }
    }

    static string ReadAllOf(NetworkStream stream)
    {
        var raw = new byte[1024];
        using (var all = new MemoryStream())
        {
            do
            {
                int n = stream.Read(raw, 0, raw.Length); // expect: SOCK101 (spin)
                all.Write(raw, 0, n);
            }
            while (stream.DataAvailable);
            return Encoding.UTF8.GetString(all.ToArray());
        }
    }
}
