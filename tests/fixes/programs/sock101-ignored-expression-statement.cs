// Receive stands as a statement: when the peer has closed it yields 0, the old buffer is answered as if it were new, and the socket stays open: ignored.
using System.Net.Sockets;

public class RelayBoard
{
    private readonly Socket board;
    private readonly byte[] reply = new byte[3];

    public RelayBoard(Socket board)
    {
        this.board = board;
    }

    public void Switch(byte relay, bool on)
    {
        board.Send(new byte[] { relay, on ? (byte)1 : (byte)0, 0x0d });
        board.Receive(reply); // expect: SOCK101 (ignored)
    }
}
