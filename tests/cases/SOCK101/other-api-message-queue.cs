// MessageQueue.EndReceive yields a message of a queue and has no end of stream: no finding.
using System;
using System.Messaging;

public class InvoiceQueueReader
{
    private readonly MessageQueue queue = new MessageQueue(@".\private$\invoices");

    public void Start()
    {
        queue.ReceiveCompleted += OnReceived;
        queue.BeginReceive();
    }

    private void OnReceived(object sender, ReceiveCompletedEventArgs e)
    {
        var source = (MessageQueue)sender;
        Message message = source.EndReceive(e.AsyncResult);
        Console.WriteLine(message.Label);
        source.BeginReceive();
    }
}
