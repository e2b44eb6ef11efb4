// What reads the answer is there where the type is filled in: that the base throws ends no path. No finding.
using System;
using System.Net.Sockets;

public class Scale
{
    public bool Read(Socket socket)
    {
        bool read = false;
        try
        {
            var bytes = new byte[16];
            int count = socket.Receive(bytes);
            read = Take(count, bytes);
            socket.Close();
        }
        catch (NotImplementedException)
        {
            read = false;
        }

        return read;
    }

    protected virtual bool Take(int count, byte[] bytes)
    {
        throw new NotImplementedException();
    }
}

public class FloorScale : Scale
{
    protected override bool Take(int count, byte[] bytes)
    {
        return count > 8;
    }
}

public static class Program
{
    public static void Weigh(Socket socket)
    {
        Scale scale = new FloorScale();
        Console.WriteLine(scale.Read(socket));
    }
}
