// The condition joins its parts by | and not by ||, and the flag in it guards the write all the same.
using System.Net.Sockets;

public class DockCrane
{
    private readonly TcpClient crane;
    private bool locked;

    public DockCrane(TcpClient crane)
    {
        this.crane = crane;
    }

    public void Lock() => locked = true;

    public void Move(byte[] vector)
    {
        if (locked | !crane.Connected) // expect: SOCK301 (guard-io)
            return;
        crane.GetStream().Write(vector, 0, vector.Length);
    }
}
