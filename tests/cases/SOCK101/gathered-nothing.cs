// What has been gathered is empty where the end of the stream comes first, however it is gathered.
using System;
using System.IO;
using System.Text;
using System.Collections.Generic;
using System.Net.Sockets;

class Builder
{
    private string ReadLine(NetworkStream stream)
    {
        var text = new StringBuilder();
        int next;
        while ((next = stream.ReadByte()) > 0 && next != '\n') text.Append((char)next);
        return text.ToString();
    }

    public void Serve(TcpClient client)
    {
        var stream = client.GetStream();
        while (true)
        {
            string line = ReadLine(stream);
            if (line == "") break;
            Console.WriteLine(line);
        }
        client.Close();
    }
}

class Memory
{
    private string ReadLine(NetworkStream stream)
    {
        var bytes = new MemoryStream();
        int next;
        while ((next = stream.ReadByte()) > 0 && next != '\n') bytes.WriteByte((byte)next);
        return Encoding.ASCII.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public void Serve(TcpClient client)
    {
        var stream = client.GetStream();
        while (true)
        {
            string line = ReadLine(stream);
            if (string.IsNullOrEmpty(line)) break;
            Console.WriteLine(line);
        }
        client.Close();
    }
}

class Listed
{
    private byte[] ReadLine(NetworkStream stream)
    {
        var bytes = new List<byte>();
        int next;
        while ((next = stream.ReadByte()) > 0 && next != '\n') bytes.Add((byte)next);
        return bytes.ToArray();
    }

    public void Serve(TcpClient client)
    {
        var stream = client.GetStream();
        while (true)
        {
            byte[] line = ReadLine(stream);
            if (line.Length == 0) break;
            Console.WriteLine(line);
        }
        client.Close();
    }
}

class Concatenated
{
    private string ReadLine(NetworkStream stream)
    {
        string text = "";
        int next;
        while ((next = stream.ReadByte()) > 0 && next != '\n') text += (char)next;
        return text;
    }

    public void Serve(TcpClient client)
    {
        var stream = client.GetStream();
        while (true)
        {
            string line = ReadLine(stream);
            if (line == "") break;
            Console.WriteLine(line);
        }
        client.Close();
    }
}

class Greeting
{
    private string ReadLine(NetworkStream stream)
    {
        var text = new StringBuilder();
        text.Append("> ");
        int next;
        while ((next = stream.ReadByte()) > 0 && next != '\n') text.Append((char)next); // expect: SOCK101
        return text.ToString();
    }

    public void Serve(TcpClient client)
    {
        var stream = client.GetStream();
        while (true)
        {
            string line = ReadLine(stream);
            if (line == "") break;
            Console.WriteLine(line);
        }
        client.Close();
    }
}
