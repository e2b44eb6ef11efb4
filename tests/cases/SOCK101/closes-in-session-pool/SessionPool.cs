// The pool hands a returned session to its free list.
namespace Depot
{
    public class SessionPool
    {
        private readonly FreeList free = new FreeList();

        public void Return(Session session)
        {
            free.Enqueue(session);
        }
    }
}
