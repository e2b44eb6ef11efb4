// The return before EndReceive is for a server that was stopped and has closed its sockets; after it, 0 closes: no finding.
using System;
using System.Collections.Generic;
using System.Net.Sockets;

public class PresentationServer
{
    private readonly List<Socket> viewers = new List<Socket>();
    private readonly byte[] click = new byte[16];
    private bool running = true;

    public void Add(Socket viewer)
    {
        viewers.Add(viewer);
        viewer.BeginReceive(click, 0, click.Length, SocketFlags.None, OnClick, viewer);
    }

    public void Stop()
    {
        running = false;
        viewers.ForEach(viewer => viewer.Close());
    }

    private void OnClick(IAsyncResult ar)
    {
        if (!running)
            return;

        var viewer = (Socket)ar.AsyncState;
        int n = viewer.EndReceive(ar);
        if (n == 0)
        {
            viewers.Remove(viewer);
            viewer.Close();
            return;
        }

        viewer.BeginReceive(click, 0, click.Length, SocketFlags.None, OnClick, viewer);
    }
}
