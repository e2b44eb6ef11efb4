// What is called on the result, an extension method, is given it: no finding where that raises.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;

static class Extensions
{
    public static bool IsEqualTo(this int value, char other, Action<int> first)
    {
        first(value);
        return value == other;
    }

    public static bool IsLineEnd(this int value)
    {
        return value == '\n';
    }
}

class Header
{
    private readonly NetworkStream stream;

    public Header(TcpClient client)
    {
        stream = client.GetStream();
    }

    public int Read()
    {
        var read = new List<int>();
        Action<int> add = each =>
        {
            if (each == -1)
            {
                throw new EndOfStreamException();
            }
            read.Add(each);
        };
        bool end;
        do
        {
            end = stream.ReadByte().IsEqualTo('\r', add) && stream.ReadByte().IsEqualTo('\n', add);
        }
        while (!end);
        return read.Count;
    }

    public void Skip()
    {
        while (!stream.ReadByte().IsLineEnd()) // expect: SOCK101
        {
        }
    }
}
