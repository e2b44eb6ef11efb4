// The button sends if the flag is true, and tells the user that all is well after the peer has closed.
using System;
using System.Net.Sockets;
using System.Text;
using System.Windows.Forms;

public class ChatForm : Form
{
    private readonly TextBox input = new TextBox();
    private readonly Button send = new Button { Text = "Send" };
    private readonly TcpClient client;

    public ChatForm(TcpClient client)
    {
        this.client = client;
        send.Click += OnSendClick;
        Controls.Add(input);
        Controls.Add(send);
    }

    private void OnSendClick(object sender, EventArgs e)
    {
        if (client.Connected) // expect: SOCK301 (guard-io)
        {
            byte[] line = Encoding.UTF8.GetBytes(input.Text);
            client.GetStream().Write(line, 0, line.Length);
        }
        else
        {
            MessageBox.Show("Not connected");
        }
    }
}
