// The free list closes the socket of what it is given.
using System.Collections.Generic;

namespace Depot
{
    public class FreeList
    {
        private readonly Queue<Session> sessions = new Queue<Session>();

        public void Enqueue(Session session)
        {
            session.Socket.Close();
            lock (sessions)
            {
                sessions.Enqueue(session);
            }
        }
    }
}
