// Its message loop shows what leaves an async void method, and goes on; a thread of one's own ends the process.
using System;
using System.Net.Sockets;
using System.Threading;
using System.Windows.Forms;

class Desk : Form
{
    private readonly TcpListener listener = TcpListener.Create(7777);
    private readonly byte[] buffer = new byte[512];

    private async void OnShown(object sender, EventArgs e)
    {
        listener.Start();
        using (TcpClient guest = await listener.AcceptTcpClientAsync())
        {
            int count = await guest.GetStream().ReadAsync(buffer, 0, buffer.Length);
            Text = count.ToString();
        }
    }

    private void OnClick(object sender, EventArgs e)
    {
        new Thread(Serve).Start();
    }

    private void Serve()
    {
        using (TcpClient guest = listener.AcceptTcpClient())
        {
            int count = guest.GetStream().Read(buffer, 0, buffer.Length); // expect: SOCK105 (thread)
            Console.WriteLine(count);
        }
    }
}
