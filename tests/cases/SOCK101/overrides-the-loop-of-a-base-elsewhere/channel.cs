// What a class's base declares in another file is called by its bare name, and is no override of one that has its own loop.
abstract class Source
{
    protected abstract void Receive();
}
