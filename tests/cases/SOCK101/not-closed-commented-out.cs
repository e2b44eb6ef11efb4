// The lines that closed the socket are commented out, so the callback ends on 0 with the socket open.
using System;
using System.Net.Sockets;

public class FenceSensor
{
    private Socket sensor;
    private byte[] level = new byte[2];

    public FenceSensor(Socket sensor)
    {
        this.sensor = sensor;
        Next();
    }

    private void Next()
    {
        sensor.BeginReceive(level, 0, level.Length, SocketFlags.None, OnLevel, null);
    }

    private void OnLevel(IAsyncResult ar)
    {
        int n = sensor.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (n == 0)
        {
            // sensor.Shutdown(SocketShutdown.Both);
            // sensor.Close();
            return;
        }

        Next();
    }
}
