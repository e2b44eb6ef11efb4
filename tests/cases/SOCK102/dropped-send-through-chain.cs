using System.Net.Sockets;

class Peer
{
    public TcpClient Client;

    public void Say(byte[] words)
    {
        Client.Client.BeginSend(words, 0, words.Length, SocketFlags.None, null, null); // expect: SOCK102 (dropped)
    }
}
