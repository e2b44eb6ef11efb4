using System.Net.Sockets;

class Peer
{
    private readonly NetworkStream stream;

    public Peer(TcpClient client)
    {
        stream = client.GetStream();
    }

    public void Say(byte[] words)
    {
        stream.BeginWrite(words, 0, words.Length, null, null); // expect: SOCK102 (dropped)
    }
}
