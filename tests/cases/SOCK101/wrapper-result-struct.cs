// The count leaves in a field of the result, and the caller closes when it is 0: handed on and settled, no finding.
using System;
using System.Net.Sockets;

public struct Chunk
{
    public byte[] Data;
    public int Count;
}

public class TapeServer
{
    private Socket tape;

    public TapeServer(Socket tape) { this.tape = tape; }

    public void Spool()
    {
        while (true)
        {
            Chunk chunk = Take();
            if (chunk.Count == 0)
            {
                tape.Close();
                return;
            }

            Console.WriteLine("spooled " + chunk.Count);
        }
    }

    private Chunk Take()
    {
        var chunk = new Chunk { Data = new byte[32768] };
        chunk.Count = tape.Receive(chunk.Data);
        return chunk;
    }
}
