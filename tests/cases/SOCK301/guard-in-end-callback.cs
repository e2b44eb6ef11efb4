// The callback asks the flag, which tells only whether this side has closed, before it takes the count that tells about the other.
using System;
using System.Net.Sockets;

public class MeteorCamera
{
    private readonly Socket camera;
    private readonly byte[] image = new byte[9000];

    public MeteorCamera(Socket camera)
    {
        this.camera = camera;
        camera.BeginReceive(image, 0, image.Length, SocketFlags.None, OnImage, null);
    }

    private void OnImage(IAsyncResult ar)
    {
        if (!camera.Connected) // expect: SOCK301 (guard-io)
            return;

        int n = camera.EndReceive(ar);
        if (n == 0)
        {
            camera.Close();
            return;
        }

        camera.BeginReceive(image, 0, image.Length, SocketFlags.None, OnImage, null);
    }
}
