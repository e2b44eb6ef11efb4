// The field is set to null in the line before the null-conditional Close, which therefore closes nothing: the client is left open.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class PianoRoll
{
    private TcpClient player;

    public PianoRoll(TcpClient player)
    {
        this.player = player;
    }

    public async Task Play()
    {
        var key = new byte[3];
        var stream = player.GetStream();
        while (true)
        {
            int n = await stream.ReadAsync(key, 0, key.Length); // expect: SOCK101 (not-closed)
            if (n == 0)
                break;
            Console.WriteLine("key {0}", key[1]);
        }

        player = null;
        player?.Close();
    }
}
