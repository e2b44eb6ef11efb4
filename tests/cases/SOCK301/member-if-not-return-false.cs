// The flag decides between false and true as the answer of IsValid, so a dead session is valid.
using System.Net.Sockets;

public class PokerSession
{
    private readonly string player;
    private readonly Socket socket;

    public PokerSession(string player, Socket socket)
    {
        this.player = player;
        this.socket = socket;
    }

    public bool IsValid()
    {
        if (string.IsNullOrEmpty(player))
            return false;
        if (!socket.Connected) // expect: SOCK301 (member)
            return false;
        return true;
    }
}
