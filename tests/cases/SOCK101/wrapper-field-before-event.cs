// The count is stored in a property before Completed is raised, and the subscriber closes the socket on 0: no finding.
using System;
using System.Net.Sockets;

public class ReadOperation
{
    private readonly Socket socket;

    public ReadOperation(Socket socket)
    {
        this.socket = socket;
    }

    public event EventHandler Completed;

    public byte[] Buffer { get; } = new byte[4096];

    public int BytesRead { get; private set; }

    public void Begin()
    {
        socket.BeginReceive(Buffer, 0, Buffer.Length, SocketFlags.None, delegate(IAsyncResult ar)
        {
            BytesRead = socket.EndReceive(ar);
            if (Completed != null)
                Completed(this, EventArgs.Empty);
        }, null);
    }
}

public class Recorder
{
    private readonly Socket camera;
    private readonly ReadOperation read;

    public Recorder(Socket camera)
    {
        this.camera = camera;
        read = new ReadOperation(camera);
        read.Completed += OnRead;
        read.Begin();
    }

    private void OnRead(object sender, EventArgs e)
    {
        if (read.BytesRead == 0)
            camera.Close();
        else
            read.Begin();
    }
}
