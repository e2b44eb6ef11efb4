// A NetworkStream does not own its socket unless told to.
using System.Net.Sockets;

class Sender
{
    public void Send(Socket listener, byte[] data)
    {
        Socket socket = listener.Accept(); // expect: SOCK401 (normal-path)
        using (var stream = new NetworkStream(socket))
        {
            stream.Write(data, 0, data.Length);
        }
    }
}
