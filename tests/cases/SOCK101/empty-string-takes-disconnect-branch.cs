// No byte decodes to an empty string, and an empty string takes the branch that disconnects: closed by another test, no finding.
using System;
using System.Net.Sockets;
using System.Text;

public class DartScorer
{
    private TcpClient board;

    public DartScorer(TcpClient board)
    {
        this.board = board;
    }

    public void ReadScores()
    {
        byte[] raw = new byte[80];
        while (true)
        {
            int n = board.GetStream().Read(raw, 0, raw.Length);
            string score = Encoding.ASCII.GetString(raw, 0, n);
            if (score == "")
            {
                Disconnect();
                return;
            }

            Console.WriteLine("scored " + score);
        }
    }

    private void Disconnect()
    {
        board.Close();
        Console.WriteLine("board gone");
    }
}
