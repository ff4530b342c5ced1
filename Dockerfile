# The coach with the CPU build of torch, as a user of its own.
FROM python:3.11-slim AS build
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements.lock ./
RUN pip install --index-url https://download.pytorch.org/whl/cpu torch==2.13.0 \
    && pip install --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
COPY ingest ingest
COPY sandbox sandbox
RUN pip install --no-deps --no-build-isolation . && python -m knowledge.embeddings.export

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 coach && mkdir /data && chown coach /data
COPY --from=build /venv /venv
COPY --chown=coach skills /skills
ENV PATH=/venv/bin:$PATH HF_HUB_OFFLINE=1 PYTHONUNBUFFERED=1 \
    COACH_DATA_DIR=/data COACH_HOST=0.0.0.0 COACH_PORT=8000
USER coach
WORKDIR /home/coach
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["coach"]
CMD ["serve"]
