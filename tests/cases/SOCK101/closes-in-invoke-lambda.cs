// The close runs on the form's thread, in the lambda that is given to Invoke: no finding.
using System;
using System.Net.Sockets;
using System.Text;
using System.Windows.Forms;

public class TerminalForm : Form
{
    private readonly TextBox output = new TextBox { Multiline = true };
    private readonly byte[] screen = new byte[1024];
    private readonly Socket host;

    public TerminalForm(Socket host)
    {
        this.host = host;
        Controls.Add(output);
        host.BeginReceive(screen, 0, screen.Length, SocketFlags.None, OnScreen, null);
    }

    private void OnScreen(IAsyncResult ar)
    {
        int n = host.EndReceive(ar);
        if (n == 0)
        {
            Invoke(new Action(() =>
            {
                output.AppendText("-- host hung up --");
                host.Close();
            }));
            return;
        }

        BeginInvoke(new Action(() => output.AppendText(Encoding.ASCII.GetString(screen, 0, n))));
        host.BeginReceive(screen, 0, screen.Length, SocketFlags.None, OnScreen, null);
    }
}
