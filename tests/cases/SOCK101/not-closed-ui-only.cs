// On 0 the window tells its user that the host is gone, and the socket stays open behind it.
using System;
using System.Net.Sockets;
using System.Windows.Forms;

public class MonitorWindow : Form
{
    private readonly Label status = new Label { Text = "online" };
    private readonly byte[] vitals = new byte[90];
    private readonly Socket bedside;

    public MonitorWindow(Socket bedside)
    {
        this.bedside = bedside;
        Controls.Add(status);
        bedside.BeginReceive(vitals, 0, vitals.Length, SocketFlags.None, OnVitals, null);
    }

    private void OnVitals(IAsyncResult ar)
    {
        int n = bedside.EndReceive(ar); // expect: SOCK101 (not-closed)
        if (n <= 0)
        {
            Invoke(new Action(() => status.Text = "offline"));
            return;
        }

        Invoke(new Action(() => status.Text = "pulse " + vitals[0]));
        bedside.BeginReceive(vitals, 0, vitals.Length, SocketFlags.None, OnVitals, null);
    }
}
