// Connected belongs to a status message and to event args of the project; neither is a socket: no finding.
using System;
using System.Net.Sockets;

public class LinkEventArgs : EventArgs
{
    public bool Connected { get; set; }
}

public class StatusMessage
{
    public bool Connected { get; set; }
}

public class PanelController
{
    private readonly NetworkStream panel;

    public PanelController(NetworkStream panel)
    {
        this.panel = panel;
    }

    public void OnLinkChanged(object sender, LinkEventArgs e)
    {
        if (e.Connected)
            panel.WriteByte(0x10);
    }

    public void OnStatus(StatusMessage status)
    {
        if (!status.Connected)
            return;
        panel.WriteByte(0x11);
    }
}
