// The flag is asked the other way round, and the send stands in the else: it is guarded all the same.
using System;
using System.Net.Sockets;

public class SnowCannon
{
    private readonly TcpClient cannon;

    public SnowCannon(TcpClient cannon)
    {
        this.cannon = cannon;
    }

    public void Fire(byte[] program)
    {
        bool online = cannon.Connected; // expect: SOCK301 (guard-io)
        if (!online)
        {
            Console.WriteLine("cannon is off line");
        }
        else
        {
            cannon.GetStream().Write(program, 0, program.Length);
        }
    }
}
