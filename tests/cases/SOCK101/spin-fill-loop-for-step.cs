// The read is the step of the for loop; a step of 0 never reaches the end: it spins.
using System.Net.Sockets;

public static class AvatarLoader
{
    public static byte[] Load(Socket socket, int length)
    {
        byte[] image = new byte[length];
        for (int at = 0; at < length; at += socket.Receive(image, at, length - at, SocketFlags.None)) // expect: SOCK101 (spin)
        {
        }

        return image;
    }
}
