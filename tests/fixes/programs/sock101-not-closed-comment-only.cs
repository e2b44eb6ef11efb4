// The branch for 0 holds a comment that knows what happened and does nothing about it: the client is left open.
using System;
using System.Net.Sockets;
using System.Threading.Tasks;

public class JukeboxLink
{
    public async Task Listen(TcpClient jukebox)
    {
        var song = new byte[40];
        while (true)
        {
            int n = await jukebox.GetStream().ReadAsync(song, 0, song.Length); // expect: SOCK101 (not-closed)
            if (n == 0)
            {
                // the jukebox has closed the connection
                return;
            }

            Console.WriteLine("now playing {0}", song[0]);
        }
    }
}
